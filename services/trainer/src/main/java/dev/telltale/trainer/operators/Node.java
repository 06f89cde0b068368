package dev.telltale.trainer.operators;

import ai.onnx.proto.OnnxMl.NodeProto;

import java.util.List;

/**
 * One node of a graph as an operator sees it.
 *
 * @param opset version of the default operator set that the model imports
 * @param inputs names of the inputs; an empty name is an optional input left out
 * @param outputs names of the outputs; an empty name is an output nobody reads
 */
public record Node(String label, int opset, Attributes attributes, List<String> inputs, List<String> outputs) {
    /** Reads a node of a model. */
    public static Node of(NodeProto proto, int opset) {
        String name = proto.getName().isEmpty() ? proto.getOutput(0) : proto.getName();
        String label = proto.getOpType() + " '" + name + "'";
        return new Node(label, opset, new Attributes(label, proto.getAttributeList()), proto.getInputList(),
                proto.getOutputList());
    }

    /** True when the node has this input and does not leave it out. */
    public boolean hasInput(int index) {
        return index < inputs.size() && !inputs.get(index).isEmpty();
    }

    /** True when somebody may read this output. */
    public boolean hasOutput(int index) {
        return index < outputs.size() && !outputs.get(index).isEmpty();
    }

    /** Refuses the node when it has the given input. */
    public void refuseInput(int index, String name) {
        if (hasInput(index)) {
            throw unsupported("input '" + name + "'");
        }
    }

    /** Refuses the node when it has the given output. */
    public void refuseOutput(int index, String name) {
        if (hasOutput(index)) {
            throw unsupported("output '" + name + "'");
        }
    }

    /** The exception that names this node and what it asked for. */
    public UnsupportedGraphException unsupported(String what) {
        return new UnsupportedGraphException(label + ": " + what + " is not supported");
    }
}
