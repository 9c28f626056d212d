package io.debezium.server.turso.type.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** The text of an array, taken apart: {@code {{a,"b c"},{NULL,d}}}, perhaps after its bounds, {@code [0:1]=}. */
public final class ArrayText {
    private final String text;
    private final char delimiter;
    private final Function<String, Object> element;
    private int at;

    private ArrayText(String text, char delimiter, Function<String, Object> element) {
        this.text = text;
        this.delimiter = delimiter;
        this.element = element;
        this.at = text.indexOf('{');
    }

    /**
     * The elements; NULL as null, an inner array as a list.
     *
     * @param delimiter the element type's {@code typdelim}: a comma for all but box
     * @param element makes an element of its text
     * @throws IllegalArgumentException if {@code text} is no array; the message does not show it
     */
    public static List<@Nullable Object> parse(String text, char delimiter, Function<String, Object> element) {
        ArrayText array = new ArrayText(text, delimiter, element);
        if (array.at < 0) {
            throw new IllegalArgumentException("an array that does not begin");
        }
        try {
            List<@Nullable Object> elements = array.elements();
            if (array.at == text.length()) {
                return elements;
            }
        } catch (StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("an array that does not end", e);
        }
        throw new IllegalArgumentException("an array with more behind it");
    }

    private List<@Nullable Object> elements() {
        List<@Nullable Object> elements = new ArrayList<>();
        at++;
        while (text.charAt(at) != '}') {
            elements.add(next());
            if (text.charAt(at) == delimiter) {
                at++;
            }
        }
        at++;
        return elements;
    }

    private @Nullable Object next() {
        return switch (text.charAt(at)) {
            case '{' -> elements();
            case '"' -> element.apply(quoted());
            default -> plain();
        };
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            out.append(text.charAt(at++));
        }
        at++;
        return out.toString();
    }

    private @Nullable Object plain() {
        int from = at;
        while (text.charAt(at) != delimiter && text.charAt(at) != '}') {
            at++;
        }
        String plain = text.substring(from, at);
        return plain.equals("NULL") ? null : element.apply(plain);
    }
}
