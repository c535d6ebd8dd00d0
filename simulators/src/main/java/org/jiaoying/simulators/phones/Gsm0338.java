package org.jiaoying.simulators.phones;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.util.Map;

/** The default alphabet of GSM 03.38 with its extension table, unpacked: one septet an octet, as SMPP carries it. */
final class Gsm0338 {
    private static final int ESCAPE = 0x1b;
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final Map<Integer, Character> EXTENSION = Map.of(
            0x0a, '\f', 0x14, '^', 0x28, '{', 0x29, '}', 0x2f, '\\', 0x3c, '[', 0x3d, '~', 0x3e, ']', 0x40, '|', 0x65,
            '€');

    private Gsm0338() {}

    static String decode(byte[] octets) throws CharacterCodingException {
        var text = new StringBuilder(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int septet = octets[i];
            if (septet < 0) {
                throw new MalformedInputException(1);
            }
            if (septet == ESCAPE && i + 1 < octets.length) {
                i++;
                text.append(EXTENSION.getOrDefault((int) octets[i], ' ').charValue());
            } else {
                text.append(BASIC.charAt(septet));
            }
        }
        return text.toString();
    }
}
