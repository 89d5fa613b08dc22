/**
 * The command line: one thin class a verb, the one table of exit codes, and everything that is printed. It wires the
 * other packages and holds no rule of its own.
 */
@NullMarked
package dev.interlude.publisher.command;

import org.jspecify.annotations.NullMarked;
