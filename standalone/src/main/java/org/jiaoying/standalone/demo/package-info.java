/** The demonstration: a calm coal mine and a slope, a free device for visitors, and phones to read and answer. */
@NullMarked
package org.jiaoying.standalone.demo;

import org.jspecify.annotations.NullMarked;
