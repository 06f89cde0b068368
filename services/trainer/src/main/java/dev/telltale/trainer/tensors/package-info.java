/** LibTorch tensors for Java: conversion from and to ONNX and arrays, and scopes that bound native memory. */
@NullMarked
package dev.telltale.trainer.tensors;

import org.jspecify.annotations.NullMarked;
