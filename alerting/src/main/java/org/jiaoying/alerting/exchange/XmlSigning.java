package org.jiaoying.alerting.exchange;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Enveloped XML signatures (CAP 1.2, 3.3.4.1; RFC 4287, 5.1) with RSA and SHA-256, over the whole document. */
final class XmlSigning {
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    /** @throws IllegalArgumentException if it is no RSA key in PEM (PKCS#8) */
    XmlSigning(String privatePem) {
        try {
            var key = (RSAPrivateCrtKey)
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(octets(privatePem)));
            this.privateKey = key;
            this.publicKey = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException | ClassCastException e) {
            throw new IllegalArgumentException("is no RSA key in PEM (PKCS#8)", e);
        }
    }

    /** The key by which others check what we signed. */
    String publicPem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** The document with the signature as the last child of its root. */
    String signed(String xml) {
        Document document = SafeXml.read(xml);
        try {
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            Reference whole = factory.newReference(
                    "",
                    factory.newDigestMethod(DigestMethod.SHA256, null),
                    List.of(
                            factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                            factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                    null,
                    null);
            SignedInfo info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
                    List.of(whole));
            KeyInfoFactory keys = factory.getKeyInfoFactory();
            var keyInfo = keys.newKeyInfo(List.of(keys.newKeyValue(publicKey)));
            factory.newXMLSignature(info, keyInfo).sign(new DOMSignContext(privateKey, document.getDocumentElement()));
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException("a message could not be signed", e);
        }
        return SafeXml.write(document);
    }

    static PublicKey publicKey(String pem) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(octets(pem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("is no RSA key in PEM", e);
        }
    }

    /** Whether the whole document is signed by that key, and by nothing that stands in the document itself. */
    static boolean isSigned(Document document, PublicKey by) {
        NodeList signatures = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
        if (signatures.getLength() != 1 || signatures.item(0).getParentNode() != document.getDocumentElement()) {
            return false;
        }
        try {
            var context = new DOMValidateContext(by, signatures.item(0));
            context.setProperty("org.jcp.xml.dsig.secureValidation", true);
            XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            return coversTheWhole(signature.getSignedInfo()) && signature.validate(context);
        } catch (MarshalException | XMLSignatureException e) {
            return false;
        }
    }

    private static boolean coversTheWhole(SignedInfo info) {
        boolean strong = !info.getSignatureMethod().getAlgorithm().equals(SignatureMethod.RSA_SHA1)
                && !info.getSignatureMethod().getAlgorithm().contains("hmac");
        @Nullable
        Reference only = info.getReferences().size() == 1
                ? (Reference) info.getReferences().get(0)
                : null;
        return strong
                && only != null
                && "".equals(only.getURI())
                && only.getTransforms().stream()
                        .allMatch(transform -> isHarmless(((Transform) transform).getAlgorithm()));
    }

    /** A transform could leave out what is said: only those that change no words. */
    private static boolean isHarmless(String algorithm) {
        return algorithm.equals(Transform.ENVELOPED)
                || algorithm.equals(CanonicalizationMethod.EXCLUSIVE)
                || algorithm.equals(CanonicalizationMethod.INCLUSIVE);
    }

    private static byte[] octets(String pem) {
        return Base64.getMimeDecoder()
                .decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    }
}
