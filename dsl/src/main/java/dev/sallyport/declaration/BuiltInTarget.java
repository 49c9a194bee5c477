package dev.sallyport.declaration;

/** The built-in peers, as {@code dev.sallyport} declares them. */
public enum BuiltInTarget implements Target {
  /** {@link dev.sallyport.SameNamespace}. */
  SAME_NAMESPACE("SameNamespace"),
  /** {@link dev.sallyport.AnyNamespace}. */
  ANY_NAMESPACE("AnyNamespace"),
  /** {@link dev.sallyport.Internet}. */
  INTERNET("Internet"),
  /** {@link dev.sallyport.Anywhere}. */
  ANYWHERE("Anywhere"),
  /** {@link dev.sallyport.KubeDns}. */
  KUBE_DNS("KubeDns"),
  /** {@link dev.sallyport.KubeApi}. */
  KUBE_API("KubeApi");

  private final String type;

  BuiltInTarget(String simpleName) {
    this.type = "dev.sallyport." + simpleName;
  }

  /** The qualified name of the type that stands for this peer. */
  public String type() {
    return type;
  }
}
