/** Backtests that are asked for over HTTP: a rule is tried on what the store of history holds, before it is saved. */
package org.jiaoying.standalone.backtest.ask;
