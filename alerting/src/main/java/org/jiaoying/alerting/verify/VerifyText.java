package org.jiaoying.alerting.verify;

/** The texts of verifying a contact; none of them can be taken for a warning. */
final class VerifyText {
    private VerifyText() {}

    static String code(String language, String name, String code) {
        return language.equals("en")
                ? "[Jiaoying] Verifying the contact of " + name + ". Code: " + code
                        + ". Tell it to the duty officer or enter it within 30 minutes. This is no warning."
                : "【叫应】核实" + name + "的联系方式，验证码 " + code + "，30 分钟内告知值班员或在页面填写。这不是预警。";
    }

    static String test(String language, String name) {
        return language.equals("en")
                ? "[Jiaoying] [TEST] " + name
                        + ", this only checks that we can reach you; it is no warning. Please reply 1."
                : "【叫应】【测试】" + name + "，这是联系方式核实，不是预警。收到请回复 1。";
    }
}
