// Why the gateway refused something, and what the sender does about it. Codes as in the feed contract.
export const rejectCodes = {
  "bad-topic": { zh: ["主题格式不对", "主题应为 jy/v1/企业/场所/设备/类型"], en: ["Topic has the wrong form", "Use jy/v1/enterprise/site/device/channel"] },
  "too-large": { zh: ["消息过大", "拆成多条较小的消息发送"], en: ["Message too large", "Split it into smaller messages"] },
  "bad-encoding": { zh: ["不是 UTF-8 编码", "按 UTF-8 编码发送"], en: ["Not UTF-8", "Send UTF-8"] },
  "bad-json": { zh: ["不是合法的 JSON", "检查括号、引号、重复的键和过长的数字"], en: ["Not valid JSON", "Check brackets, quotes, repeated keys and long numbers"] },
  "bad-shape": { zh: ["JSON 结构不符合约定", "对照接入文档检查字段"], en: ["JSON of an unknown shape", "Compare its fields with the feed guide"] },
  "too-many": { zh: ["一条消息内数据过多", "拆成多条消息发送"], en: ["Too many values in one message", "Split it into several messages"] },
  "bad-time": { zh: ["时间戳格式不对", "用毫秒整数或 ISO 8601 时间"], en: ["Timestamp has the wrong form", "Send whole milliseconds or an ISO 8601 time"] },
  "unknown-device": { zh: ["设备未登记", "先在台账中登记设备，或检查设备编号"], en: ["Device not registered", "Register the device, or check its id"] },
  "unknown-point": { zh: ["测点未登记", "先在台账中登记测点，或检查测点编号"], en: ["Point not registered", "Register the point, or check its id"] },
  "unknown-zone": { zh: ["区域未登记", "先在台账中登记区域"], en: ["Zone not registered", "Register the zone"] },
  "not-a-number": { zh: ["数值不是数字", "检查设备或采集程序的输出"], en: ["Value is not a number", "Check what the device or collector sends"] },
  sentinel: { zh: ["约定的无效值", "传感器无读数，检查传感器和线路"], en: ["Value that means “none”", "The sensor gave no reading: check it and its wiring"] },
  "out-of-range": { zh: ["超出传感器量程", "检查单位、量程登记和传感器"], en: ["Outside the sensor's range", "Check the unit, the registered range and the sensor"] },
  "bad-word": { zh: ["状态、质量或事件用词不对", "使用接入文档中列出的词"], en: ["Unknown word for state, quality or event", "Use the words listed in the feed guide"] },
};
