package org.jiaoying.simulators.phones;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How SMPP's {@code data_coding} turns octets into text. */
enum TextCoding {
    /** The GSM 03.38 alphabet, one character an octet. */
    GSM(0) {
        @Override
        String decode(byte[] octets) throws CharacterCodingException {
            return Gsm0338.decode(octets);
        }
    },
    ASCII(1) {
        @Override
        String decode(byte[] octets) throws CharacterCodingException {
            return strict(StandardCharsets.US_ASCII, octets);
        }
    },
    LATIN_1(3) {
        @Override
        String decode(byte[] octets) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    },
    UCS_2(8) {
        @Override
        String decode(byte[] octets) throws CharacterCodingException {
            return strict(StandardCharsets.UTF_16BE, octets);
        }
    };

    private final byte dataCoding;

    TextCoding(int dataCoding) {
        this.dataCoding = (byte) dataCoding;
    }

    byte dataCoding() {
        return dataCoding;
    }

    /** @throws CharacterCodingException where the octets are no text of this coding */
    abstract String decode(byte[] octets) throws CharacterCodingException;

    static Optional<TextCoding> of(byte dataCoding) {
        for (TextCoding coding : values()) {
            if (coding.dataCoding == dataCoding) {
                return Optional.of(coding);
            }
        }
        return Optional.empty();
    }

    private static String strict(Charset charset, byte[] octets) throws CharacterCodingException {
        CharBuffer text = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(octets));
        return text.toString();
    }
}
