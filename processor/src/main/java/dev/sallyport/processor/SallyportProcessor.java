package dev.sallyport.processor;

import dev.sallyport.check.StatementCheck;
import dev.sallyport.policy.PolicyTarget;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the processors that read declarations have in common: they ask for all annotations, because
 * a rule may sit on an annotation of the application's own, and take the same options. What shows
 * findings is loaded when there is something to look at, and not before.
 */
abstract sealed class SallyportProcessor extends AbstractProcessor
    permits ModuleProcessor, StatementProcessor {
  private final boolean reportsOptions;
  private @Nullable MessagerFindings findings;
  private @Nullable PolicyTarget target;

  /**
   * Creates a processor.
   *
   * @param reportsOptions whether this one says what is wrong with the options; one of them does
   */
  SallyportProcessor(boolean reportsOptions) {
    this.reportsOptions = reportsOptions;
  }

  @Override
  public final Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public final Set<String> getSupportedOptions() {
    return Options.names();
  }

  @Override
  public final SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    target = Options.target(environment.getOptions());
    if (reportsOptions && Options.areGiven(environment.getOptions())) {
      findings(); // which says what is wrong with them, also where there is nothing else to do
    }
  }

  /** Where findings go, with the severities that the options give. */
  final MessagerFindings findings() {
    MessagerFindings known = findings;
    if (known == null) {
      known =
          new MessagerFindings(
              processingEnv,
              Options.read(
                  processingEnv.getOptions(), processingEnv.getMessager(), reportsOptions));
      findings = known;
    }
    return known;
  }

  /** The target that was chosen; null for plain NetworkPolicies. */
  final @Nullable PolicyTarget target() {
    return target;
  }

  /** The check for the policies of the target. */
  final StatementCheck statementCheck() {
    PolicyTarget chosen = target;
    return chosen == null ? new StatementCheck(findings()) : new StatementCheck(findings(), chosen);
  }
}
