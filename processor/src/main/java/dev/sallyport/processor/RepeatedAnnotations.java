package dev.sallyport.processor;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.sallyport.processor.read.AnnotationPlace;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Shows a message at one of several annotations of a kind. javac wraps those in a container that
 * stands nowhere in the source, and then points at the class instead; here the n-th annotation in
 * the container is the n-th of that kind in the source. Loaded only when such a message is shown by
 * javac.
 */
final class RepeatedAnnotations {
  private RepeatedAnnotations() {}

  /** Shows the message; false if the place is none of these, or the tree is not to be had. */
  static boolean print(
      ProcessingEnvironment environment,
      Diagnostic.Kind kind,
      String message,
      AnnotationPlace place) {
    AnnotationMirror annotation = place.annotation();
    AnnotationMirror container = annotation == null ? null : container(place.element(), annotation);
    if (annotation == null || container == null) {
      return false;
    }
    Trees trees = Trees.instance(environment);
    TreePath path = trees.getPath(place.element());
    if (path == null || find(path.getLeaf(), container, 0) != null) {
      return false; // a container that is written out is one that the compiler finds itself
    }
    int index = indexIn(container, annotation);
    Tree tree = find(path.getLeaf(), annotation, index);
    if (tree instanceof AnnotationTree found && place.value() != null) {
      tree = argument(found, annotation, place.value());
    }
    if (tree == null) {
      return false;
    }
    trees.printMessage(kind, message, tree, path.getCompilationUnit());
    return true;
  }

  /** The annotation on an element that holds another; null if it stands there itself. */
  private static @Nullable AnnotationMirror container(
      Element element, AnnotationMirror annotation) {
    for (AnnotationMirror container : element.getAnnotationMirrors()) {
      if (indexIn(container, annotation) >= 0) {
        return container;
      }
    }
    return null;
  }

  private static int indexIn(AnnotationMirror container, AnnotationMirror annotation) {
    for (AnnotationValue value : container.getElementValues().values()) {
      if (value.getValue() instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          if (((AnnotationValue) list.get(i)).getValue() == annotation) {
            return i;
          }
        }
      }
    }
    return -1;
  }

  private static @Nullable Tree find(Tree declaration, AnnotationMirror annotation, int index) {
    String name = annotation.getAnnotationType().asElement().getSimpleName().toString();
    int count = 0;
    for (AnnotationTree tree : annotations(declaration)) {
      String written = tree.getAnnotationType().toString();
      if (written.substring(written.lastIndexOf('.') + 1).equals(name) && count++ == index) {
        return tree;
      }
    }
    return null;
  }

  private static List<? extends AnnotationTree> annotations(Tree declaration) {
    if (declaration instanceof ClassTree type) {
      return type.getModifiers().getAnnotations();
    }
    if (declaration instanceof MethodTree method) {
      return method.getModifiers().getAnnotations();
    }
    if (declaration instanceof VariableTree variable) {
      return variable.getModifiers().getAnnotations();
    }
    return declaration instanceof PackageTree unit ? unit.getAnnotations() : List.of();
  }

  /** The expression of a value: the argument, or one item of the array that it is. */
  private static Tree argument(
      AnnotationTree tree, AnnotationMirror annotation, @Nullable AnnotationValue value) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      int item = entry.getValue() == value ? 0 : indexIn(entry.getValue(), value);
      if (item < 0) {
        continue;
      }
      for (ExpressionTree argument : tree.getArguments()) {
        if (argument instanceof AssignmentTree assignment
            && entry.getKey().getSimpleName().contentEquals(assignment.getVariable().toString())) {
          ExpressionTree expression = assignment.getExpression();
          return expression instanceof NewArrayTree array && array.getInitializers().size() > item
              ? array.getInitializers().get(item)
              : expression;
        }
      }
    }
    return tree;
  }

  private static int indexIn(AnnotationValue array, @Nullable AnnotationValue value) {
    return array.getValue() instanceof List<?> list ? list.indexOf(value) : -1;
  }
}
