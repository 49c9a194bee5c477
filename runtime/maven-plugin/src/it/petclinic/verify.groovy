// What the builds of invoker.properties said, one after the other, and left.
def builds = new File(basedir, "build.log").text.split(/\[INFO\] BUILD (SUCCESS|FAILURE)/)
assert builds.length == 7: "there are ${builds.length - 1} builds"

/** How often a build says something. The cause of a failure stands behind its last line. */
def count = { int build, String text ->
  def log = builds[build - 1]
  def cause = build < builds.length ? builds[build].split("Scanning for projects")[0] : ""
  (log + cause).count(text)
}
def once = { int build, String text ->
  assert count(build, text) == 1: "build ${build} says ${count(build, text)} times: ${text}"
}
def never = { int build, String text ->
  assert count(build, text) == 0: "build ${build} says: ${text}"
}

once(1, "13 manifests are in ")
once(1, "12 contract records linked: 0 errors, 0 warnings")

assert count(2, "[WARNING] Not done: this build leaves 7 of the modules out") == 2: "one for each goal"
never(2, "manifests are in")
never(2, "linked")

def finding = "[SP052] workload \"customers-service\" allows ingress from \"api-gateway\" on TCP 8081, but" +
    " \"api-gateway\" does not declare it; add @EgressTo(Customers.class) to" +
    " dev.sallyport.samples.petclinic.api.ApiGatewayApplication, or remove this"
def place = "customers/target/classes/META-INF/sallyport/workloads/petclinic.customers-service.json:"
once(3, "[ERROR] " + place)
once(3, finding)
once(3, "at @AllowsIngressFrom(ApiGateway.class) on ")
once(3, "The services don't fit together: 1 error. Mend what the lines above name")

once(4, finding)
once(4, "linked: 1 error, 0 warnings")

never(5, "SP052")
never(5, "manifests are in")
assert count(5, "[INFO] Skipped.") == 2: "one for each goal"

once(6, "16 classes carry Sallyport's annotations")
once(6, "the annotation processor did not run")
once(6, "<annotationProcessorPaths>")
