package dev.sallyport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages point one way, and at nothing but the JDK. */
@AnalyzeClasses(packages = "dev.sallyport", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packages_point_one_way =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("language")
          .definedBy("dev.sallyport")
          .layer("policy")
          .definedBy("dev.sallyport.policy")
          .layer("declaration")
          .definedBy("dev.sallyport.declaration")
          .layer("reach")
          .definedBy("dev.sallyport.reach")
          .layer("check")
          .definedBy("dev.sallyport.check")
          .layer("manifest")
          .definedBy("dev.sallyport.manifest")
          .layer("fluent")
          .definedBy("dev.sallyport.fluent")
          .whereLayer("language")
          .mayNotAccessAnyLayer()
          .whereLayer("policy")
          .mayOnlyAccessLayers("language")
          .whereLayer("declaration")
          .mayOnlyAccessLayers("language", "policy")
          .whereLayer("reach")
          .mayOnlyAccessLayers("language", "policy")
          .whereLayer("check")
          .mayOnlyAccessLayers("language", "policy", "declaration", "reach")
          .whereLayer("manifest")
          .mayOnlyAccessLayers("language", "policy", "declaration");

  @ArchTest
  static final ArchRule only_the_jdk_is_needed =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.sallyport..", "java..", "org.jspecify.annotations");
}
