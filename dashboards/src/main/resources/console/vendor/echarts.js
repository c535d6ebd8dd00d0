// The version is filled in by the build from the parent project; pages import ECharts from here only.
export * from "/webjars/echarts/${echarts.version}/echarts.esm.min.js";
