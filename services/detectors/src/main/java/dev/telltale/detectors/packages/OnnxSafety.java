package dev.telltale.detectors.packages;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;

import java.util.Set;

/** Refuses ONNX files that reach outside themselves: tensors in other files, operators of other libraries. */
final class OnnxSafety {

    private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

    private OnnxSafety() {}

    static void check(byte[] onnx, String what) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(onnx);
        } catch (InvalidProtocolBufferException e) {
            throw new PackageException(what + ": not an ONNX file, or cut short: " + e.getMessage(), e);
        }
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new PackageException(what + ": not an ONNX file: it has no graph");
        }
        model.getOpsetImportList().forEach(opset -> requireDomain(opset.getDomain(), what));
        graph(model.getGraph(), what);
    }

    private static void graph(GraphProto graph, String what) {
        graph.getInitializerList().forEach(tensor -> tensor(tensor, what));
        graph.getSparseInitializerList().forEach(sparse -> {
            tensor(sparse.getValues(), what);
            tensor(sparse.getIndices(), what);
        });
        graph.getNodeList().forEach(node -> node(node, what));
    }

    private static void node(NodeProto node, String what) {
        requireDomain(node.getDomain(), what);
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasT()) {
                tensor(attribute.getT(), what);
            }
            attribute.getTensorsList().forEach(tensor -> tensor(tensor, what));
            if (attribute.hasG()) {
                graph(attribute.getG(), what);
            }
            attribute.getGraphsList().forEach(graph -> graph(graph, what));
        }
    }

    private static void tensor(TensorProto tensor, String what) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            throw new PackageException(
                    what + ": tensor '" + tensor.getName() + "' lies in another file; packages must be whole");
        }
    }

    private static void requireDomain(String domain, String what) {
        if (!DOMAINS.contains(domain)) {
            throw new PackageException(
                    what + ": uses operators of domain '" + domain + "'; only those of ONNX itself are allowed");
        }
    }
}
