// The version is filled in by the build from the parent project; pages import Vue from here only.
export * from "/webjars/vue/${vue.version}/dist/vue.runtime.esm-browser.prod.js";
