/** Who may sign in, as what, and how guessing at a password is slowed down. */
package org.jiaoying.alerting.signin;
