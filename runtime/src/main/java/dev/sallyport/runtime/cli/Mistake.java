package dev.sallyport.runtime.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What is wrong with the arguments, in the words of the help. */
final class Mistake {
  private Mistake() {}

  /** The message; where an option takes one of some words, these words as the help has them. */
  static String message(ParameterException problem) {
    ArgSpec argument = problem.getArgSpec();
    String value = problem.getValue();
    if (argument instanceof OptionSpec option && value != null && option.typeInfo().isEnum()) {
      return option.longestName() + " " + value + ": choose " + choices(option.type());
    }
    return String.valueOf(problem.getMessage());
  }

  private static String choices(Class<?> type) {
    List<String> words =
        Stream.of(type.getEnumConstants())
            .map(each -> each.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
