package dev.kycplatform.acceptance.planted;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Puts a fault into the JVM that it starts with: the method gets another name, and under its own one stands a call of
 * what is to happen instead.
 */
public final class Planting {
    static final String REAL = "Planted";

    private static final ClassDesc INSTEAD = ClassDesc.of(Instead.class.getName());

    private Planting() {}

    public static void premain(String fault, Instrumentation instrumentation) {
        instrumentation.addTransformer(transformer(PlantedFault.valueOf(fault)));
    }

    private static ClassFileTransformer transformer(PlantedFault fault) {
        return new ClassFileTransformer() {
            @Override
            public byte @Nullable [] transform(
                    @Nullable ClassLoader loader,
                    String type,
                    @Nullable Class<?> redefined,
                    @Nullable ProtectionDomain domain,
                    byte[] bytes) {
                return type.equals(fault.type()) ? planted(fault, bytes) : null;
            }
        };
    }

    private static byte[] planted(PlantedFault fault, byte[] bytes) {
        var file = ClassFile.of();
        ClassModel model = file.parse(bytes);
        return file.transformClass(
                model,
                (builder, element) -> {
                    if (element instanceof MethodModel method
                            && method.methodName().equalsString(fault.method())) {
                        builder.withMethod(
                                fault.method() + REAL,
                                method.methodTypeSymbol(),
                                ClassFile.ACC_PUBLIC,
                                real -> method.code().ifPresent(real::with));
                        builder.withMethodBody(
                                fault.method(),
                                method.methodTypeSymbol(),
                                method.flags().flagsMask(),
                                code -> {
                                    var parameters = method.methodTypeSymbol().parameterList();
                                    code.ldc(fault.name());
                                    code.aload(0);
                                    code.loadConstant(parameters.size());
                                    code.anewarray(ConstantDescs.CD_Object);
                                    for (int i = 0; i < parameters.size(); i++) {
                                        code.dup();
                                        code.loadConstant(i);
                                        if (parameters.get(i).equals(ConstantDescs.CD_int)) {
                                            code.iload(code.parameterSlot(i));
                                            code.invokestatic(
                                                    ConstantDescs.CD_Integer,
                                                    "valueOf",
                                                    MethodTypeDesc.of(
                                                            ConstantDescs.CD_Integer,
                                                            ConstantDescs.CD_int));
                                        } else {
                                            code.aload(code.parameterSlot(i));
                                        }
                                        code.aastore();
                                    }
                                    code.invokestatic(
                                            INSTEAD,
                                            "of",
                                            MethodTypeDesc.of(
                                                    ConstantDescs.CD_Object,
                                                    ConstantDescs.CD_String,
                                                    ConstantDescs.CD_Object,
                                                    ConstantDescs.CD_Object.arrayType()));
                                    code.checkcast(method.methodTypeSymbol().returnType());
                                    code.areturn();
                                });
                    } else {
                        builder.with(element);
                    }
                });
    }
}
