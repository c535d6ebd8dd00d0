/** Requests to other people's systems: bounded, and never to an address inside unless the settings allow it. */
package org.jiaoying.alerting.notify.web;
