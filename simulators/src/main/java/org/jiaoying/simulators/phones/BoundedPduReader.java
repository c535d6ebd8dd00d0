package org.jiaoying.simulators.phones;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.bean.Command;

/** Reads PDUs up to a size; the length a peer announces is otherwise allocated as it stands, up to two gigabytes. */
final class BoundedPduReader extends DefaultPDUReader {
    private static final int MAX_OCTETS = 70_000;

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        Command header = super.readPDUHeader(in);
        if (header.getCommandLength() > MAX_OCTETS) {
            throw new InvalidCommandLengthException(
                    "command length " + header.getCommandLength() + " is over " + MAX_OCTETS);
        }
        return header;
    }
}
