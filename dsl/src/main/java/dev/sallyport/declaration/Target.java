package dev.sallyport.declaration;

/** What a class token stands for. */
public sealed interface Target
    permits WorkloadDeclaration, ExternalDeclaration, BuiltInTarget, Target.NoPeer {

  /** The token's type is neither a workload, nor an external, nor a built-in peer. */
  record NoPeer() implements Target {}
}
