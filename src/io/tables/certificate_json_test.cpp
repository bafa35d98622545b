// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/certificate_json.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"

namespace mengpaneel::io::tables {
namespace {

Certificate example() {
  Certificate certificate;
  certificate.version = "0.1.0";
  certificate.mechanism = "deferred-acceptance";
  certificate.numbers = "single";
  certificate.draw.seed.fill(0xab);
  certificate.frozen_digest = std::string(64, 'f');
  certificate.inputs = {{"pupils.csv", std::string(64, '2')}, {"claims.csv", std::string(64, '1')}};
  certificate.outputs = {{"cutoffs.csv", std::string(64, '3')}};
  return certificate;
}

std::string seed_text() {
  std::string text;
  for (int byte = 0; byte < 32; ++byte) {
    text += "ab";
  }
  return text;
}

TEST(CertificateJson, IsCanonicalForARehearsal) {
  const std::string body =
      "{\n"
      "  \"format\": 1,\n"
      "  \"program\": \"mengpaneel\",\n"
      "  \"version\": \"0.1.0\",\n"
      "  \"mechanism\": \"deferred-acceptance\",\n"
      "  \"numbers\": \"single\",\n"
      "  \"draw\": {\n"
      "    \"kind\": \"rehearsal\",\n"
      "    \"seed\": \"" +
      seed_text() +
      "\",\n"
      "    \"parties\": []\n"
      "  },\n"
      "  \"frozen_digest\": \"" +
      std::string(64, 'f') +
      "\",\n"
      "  \"inputs\": {\n"
      "    \"claims.csv\": \"" +
      std::string(64, '1') +
      "\",\n"
      "    \"pupils.csv\": \"" +
      std::string(64, '2') +
      "\"\n"
      "  },\n"
      "  \"outputs\": {\n"
      "    \"cutoffs.csv\": \"" +
      std::string(64, '3') +
      "\"\n"
      "  },\n";
  EXPECT_EQ(write_certificate(example()),
            body + "  \"digest\": \"" + base::to_hex(base::sha256(body)) + "\"\n}\n");
}

TEST(CertificateJson, HasALineForEachPartyOfARealDraw) {
  Certificate certificate = example();
  certificate.inputs.clear();
  certificate.draw.parties = {{"notary", std::string(64, 'c'), "correct horse", 2},
                              {"parents \"A\"", std::string(64, 'd'), "a\\b\n", 3}};
  const std::string text = write_certificate(certificate);
  EXPECT_NE(text.find("    \"kind\": \"draw\",\n"), std::string::npos);
  EXPECT_NE(text.find("    \"parties\": [\n"
                      "      {\"party\": \"notary\", \"commitment\": \"" +
                      std::string(64, 'c') +
                      "\", \"reveal\": \"correct horse\"},\n"
                      "      {\"party\": \"parents \\\"A\\\"\", \"commitment\": \"" +
                      std::string(64, 'd') +
                      "\", \"reveal\": \"a\\\\b\\n\"}\n"
                      "    ]\n  },\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("  \"inputs\": {},\n"), std::string::npos);
}

}  // namespace
}  // namespace mengpaneel::io::tables
