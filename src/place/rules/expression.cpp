// SPDX-License-Identifier: EUPL-1.2
#include "place/rules/expression.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace mengpaneel::place {

namespace {

bool is_blank(char character) {
  return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

bool is_name_character(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte > 0x20 && byte != 0x7f &&
         std::string_view("!&|()\"'`,").find(character) == std::string_view::npos;
}

class Parser {
 public:
  Parser(std::string_view text, const base::IdTable& criteria) : text_(text), criteria_(criteria) {}

  std::expected<Expression, std::vector<ExpressionFault>> parse() {
    do {
      expression_.terms.emplace_back();
      do {
        if (!take_criterion()) {
          return std::unexpected(std::move(faults_));
        }
      } while (take_operator('&'));
    } while (take_operator('|'));
    if (position_ != text_.size()) {
      const bool closes = is_name_character(text_[position_]) || text_[position_] == '!';
      add_fault(closes ? ExpressionFaultKind::operator_expected : ExpressionFaultKind::criterion_expected,
                position_, word_here());
    }
    if (!faults_.empty()) {
      return std::unexpected(std::move(faults_));
    }
    return std::move(expression_);
  }

 private:
  /// `criterion` or `!criterion`; false when no criterion stands here.
  bool take_criterion() {
    skip_blanks();
    const bool negated = position_ < text_.size() && text_[position_] == '!';
    if (negated) {
      expression_.text += '!';
      ++position_;
      skip_blanks();
    }
    const std::size_t begin = position_;
    while (position_ < text_.size() && is_name_character(text_[position_])) {
      ++position_;
    }
    const std::string_view name = text_.substr(begin, position_ - begin);
    if (name.empty()) {
      add_fault(ExpressionFaultKind::criterion_expected, begin, word_here());
      return false;
    }
    expression_.text += name;
    require(name, negated, begin);
    skip_blanks();
    return true;
  }

  void require(std::string_view name, bool negated, std::size_t begin) {
    const std::optional<std::uint32_t> criterion = criteria_.find(name);
    if (!criterion.has_value()) {
      add_fault(ExpressionFaultKind::criterion_unknown, begin, name);
      return;
    }
    Term& term = expression_.terms.back();
    const std::uint64_t bit = std::uint64_t{1} << (*criterion % Rules::criteria_max);
    std::uint64_t& asked = negated ? term.forbid : term.require;
    const std::uint64_t opposite = negated ? term.require : term.forbid;
    if ((opposite & bit) != 0 && criteria_.size() <= Rules::criteria_max) {
      add_fault(ExpressionFaultKind::never_holds, begin, name);
    }
    asked |= bit;
  }

  bool take_operator(char wanted) {
    if (position_ == text_.size() || text_[position_] != wanted) {
      return false;
    }
    ++position_;
    expression_.text += ' ';
    expression_.text += wanted;
    expression_.text += ' ';
    return true;
  }

  void skip_blanks() {
    while (position_ < text_.size() && is_blank(text_[position_])) {
      ++position_;
    }
  }

  /// The name or the one character that stands here.
  [[nodiscard]] std::string_view word_here() const {
    std::size_t end = position_;
    while (end < text_.size() && is_name_character(text_[end])) {
      ++end;
    }
    return text_.substr(position_, end == position_ ? 1 : end - position_);
  }

  void add_fault(ExpressionFaultKind kind, std::size_t offset, std::string_view word) {
    faults_.push_back({.kind = kind, .offset = offset, .word = std::string(word)});
  }

  std::string_view text_;
  const base::IdTable& criteria_;
  std::size_t position_ = 0;
  Expression expression_;
  std::vector<ExpressionFault> faults_;
};

}  // namespace

std::expected<Expression, std::vector<ExpressionFault>> parse_expression(std::string_view text,
                                                                         const base::IdTable& criteria) {
  return Parser(text, criteria).parse();
}

bool is_criterion_name(std::string_view name) {
  for (const char character : name) {
    if (!is_name_character(character)) {
      return false;
    }
  }
  return !name.empty();
}

}  // namespace mengpaneel::place
