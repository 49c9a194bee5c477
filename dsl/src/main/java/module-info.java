/**
 * The Sallyport language and its meaning: annotations, the policy model, the checks, the manifest
 * renderer and the reachability engine. Depends on nothing but the JDK.
 */
module dev.sallyport {
  requires static org.jspecify;

  exports dev.sallyport;
  exports dev.sallyport.policy;
  exports dev.sallyport.declaration;
  exports dev.sallyport.fluent;
  exports dev.sallyport.reach;
  exports dev.sallyport.check;
  exports dev.sallyport.manifest;
}
