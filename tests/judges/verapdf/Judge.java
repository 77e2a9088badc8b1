import java.io.File;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Validates each file named against PDF/A-2u and PDF/UA-1; prints every rule a file fails, with the first place. */
public final class Judge {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = files.length > 0;
        for (String file : files) {
            for (String name : new String[] {"2u", "ua1"}) {
                PDFAFlavour flavour = PDFAFlavour.fromString(name);
                try (var parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                        var validator = Foundries.defaultInstance().createValidator(flavour, -1, false, true, false)) {
                    var result = validator.validate(parser);
                    var failed = new TreeMap<String, String>();
                    for (TestAssertion test : result.getTestAssertions()) {
                        failed.putIfAbsent(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber(),
                                test.getMessage() + " First at " + test.getLocation().getContext());
                    }
                    failed.forEach((rule, why) -> System.out.println(file + ": " + name + ": " + rule + " " + why));
                    // The number of checks tells a validated file from one that had nothing to check.
                    System.out.println(file + ": " + name + ": " + (result.isCompliant() ? "pass" : "FAIL") + ", "
                            + result.getTotalAssertions() + " checks");
                    sound &= result.isCompliant() && result.getTotalAssertions() > 0;
                }
            }
        }
        System.exit(sound ? 0 : 1);
    }
}
