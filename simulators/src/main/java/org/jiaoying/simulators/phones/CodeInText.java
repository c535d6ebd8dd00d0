package org.jiaoying.simulators.phones;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the code that a warning's text asks its reader to quote: {@code 编号 4821} or {@code code 4821}. */
final class CodeInText {
    private static final Pattern CODE = Pattern.compile("(?:编号|[Cc]ode)[\\s:：]{0,3}(\\d{3,8})");

    private CodeInText() {}

    static Optional<String> find(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
