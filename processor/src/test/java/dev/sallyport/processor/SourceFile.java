package dev.sallyport.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source file of a test, named after what it declares. {@code import dev.sallyport.*} is added to
 * the line of the package declaration, so no line moves. A {@code «} marks where a finding is
 * expected; it is taken out before the text is compiled.
 *
 * @param path its path, for example {@code shop/Orders.java}
 * @param text what is compiled
 * @param marks where the marks stood, in order
 */
record SourceFile(String path, String text, List<Mark> marks) {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:(?:public|abstract|final|sealed|non-sealed|strictfp) )*"
              + "(?:class|interface|enum|record|@interface) ([\\w$]+)");

  /**
   * A marked place.
   *
   * @param path the file
   * @param line the line, from 1
   * @param column the column, from 1
   */
  record Mark(String path, long line, long column) {}

  /** Names a source after its package and its first type. */
  static SourceFile of(String source) {
    Matcher type = TYPE.matcher(source.replace("«", ""));
    return named(type.find() ? type.group(1) : "package-info", source);
  }

  /** Names a source after its package and the given type. */
  static SourceFile named(String type, String source) {
    Matcher declaration = PACKAGE.matcher(source.replace("«", ""));
    String directory = declaration.find() ? declaration.group(1).replace('.', '/') + "/" : "";
    String path = directory + type + ".java";
    List<Mark> marks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    long line = 1;
    long column = 1;
    for (char c : source.toCharArray()) {
      if (c == '«') {
        marks.add(new Mark(path, line, column));
        continue;
      }
      text.append(c);
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }
    String imported = PACKAGE.matcher(text).replaceFirst("$0 import dev.sallyport.*;");
    return new SourceFile(path, imported, marks);
  }

  static List<SourceFile> all(String... sources) {
    List<SourceFile> files = new ArrayList<>();
    for (String source : sources) {
      files.add(of(source));
    }
    return files;
  }
}
