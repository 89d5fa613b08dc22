/** The record of who changed what, when and from where, one JSON object a line. It knows the contract and the disk. */
@NullMarked
package dev.interlude.notifier.audit;

import org.jspecify.annotations.NullMarked;
