import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/**
 * Tells whether PDF files conform to PDF/UA-1.
 *
 * <p>Arguments: files. Output, tab-separated: one line {@code verdict FILE true|false ASSERTIONS} for each file, followed
 * by a line {@code broken FILE RULE TIMES MESSAGE} for each rule that it breaks. A file that cannot be read ends the
 * program with an exception, so the caller never mistakes silence for approval.
 */
public final class Validate {
    private static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFUA_1;
    private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ValidationProfile profile;
        try (InputStream xml = Validate.class.getResourceAsStream(PROFILE)) {
            profile = Profiles.profileFromXml(xml);
        }
        for (String file : files) {
            report(out, file, validate(file, profile));
        }
    }

    private static ValidationResult validate(String file, ValidationProfile profile) throws Exception {
        try (InputStream pdf = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(pdf, FLAVOUR)) {
            return ValidatorFactory.createValidator(profile, false).validate(parser);
        }
    }

    private static void report(PrintStream out, String file, ValidationResult result) {
        out.printf("verdict\t%s\t%b\t%d%n", file, result.isCompliant(), result.getTotalAssertions());
        Map<String, Integer> times = new TreeMap<>();
        Map<String, String> messages = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                times.merge(rule, 1, Integer::sum);
                messages.putIfAbsent(rule, String.valueOf(assertion.getMessage()).replaceAll("\\s+", " "));
            }
        }
        times.forEach((rule, count) ->
                out.printf("broken\t%s\t%s\t%d\t%s%n", file, rule, count, messages.get(rule)));
    }
}
