package org.jiaoying.domain.register;

/**
 * One thing that is wrong in a register file.
 *
 * @param line counted from 1; 0 where the fault has no place
 * @param column counted from 1; 0 where the fault has no place
 */
public record RegisterFault(int line, int column, String message) {
    @Override
    public String toString() {
        return line + ":" + column + ": " + message;
    }
}
