import ts from 'typescript'

/** A text for people that stands in code instead of in `translations/`. */
export type Literal = { line: number; text: string }

/** Properties and attributes whose value is shown to people. */
const SHOWN = new Set([
  'alt',
  'ariaLabel',
  'aria-description',
  'aria-label',
  'description',
  'heading',
  'label',
  'labels',
  'noResults',
  'placeholder',
  'plural',
  'singular',
  'title',
])
const SHOWN_IN_HTML = /\s(?:alt|aria-label|placeholder|title)="([^"$]*)"/g
const NOT_A_TEXT = /^[\w@./-]+#\w+$/
const PRODUCT = /\bTenon\b/g
const HAS_LETTERS = /\p{L}{2}/u
const MARKUP =
  /<!doctype|<\/?(?:a|body|button|div|footer|form|h[1-6]|head|header|html|input|label|li|main|nav|option|p|section|select|small|span|strong|table|td|th|title|tr|ul)\b[^>]*>/i
const NOT_SHOWN = /<(style|script)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]*>|&[a-z]+;/gi
const CODE = /^\s*(?:import|export|create|select)\b/im
const HOLE = '\u0000'

/** Every text for people in a source file that is written as a literal. */
export function findLiterals(file: string, source: string): Literal[] {
  const tree = ts.createSourceFile(
    file,
    source,
    ts.ScriptTarget.ESNext,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: Literal[] = []

  function add(node: ts.Node, text: string): void {
    if (HAS_LETTERS.test(text.replace(PRODUCT, '')) && !NOT_A_TEXT.test(text)) {
      found.push({ line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, text })
    }
  }

  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node)) {
      return
    }
    if (ts.isPropertyAssignment(node) && SHOWN.has(nameOf(node.name)) && !isFieldPath(node)) {
      shownTexts(node.initializer).forEach((each) => add(each.node, each.text))
    } else if (ts.isJsxAttribute(node)) {
      if (SHOWN.has(node.name.getText()) && node.initializer !== undefined) {
        shownTexts(node.initializer).forEach((each) => add(each.node, each.text))
      }
    } else if (ts.isJsxText(node)) {
      add(node, node.text.replace(/&\w+;/g, '').trim())
    } else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
      shownTexts(node).forEach((each) => add(each.node, each.text))
    } else if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      htmlTexts(textOf(node)).forEach((text) => add(node, text))
    }
    ts.forEachChild(node, visit)
  }

  visit(tree)

  return found
}

/** The literal texts an expression can turn out as; calls, keys and comparisons are not shown. */
function shownTexts(node: ts.Node): { node: ts.Node; text: string }[] {
  if (ts.isStringLiteralLike(node)) {
    return [{ node, text: node.text }]
  }
  if (ts.isTemplateExpression(node)) {
    return [node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => ({
      node: part,
      text: part.text,
    }))
  }
  if (ts.isConditionalExpression(node)) {
    return [node.whenTrue, node.whenFalse].flatMap(shownTexts)
  }
  if (ts.isBinaryExpression(node)) {
    return isChoice(node.operatorToken.kind) ? [node.left, node.right].flatMap(shownTexts) : []
  }
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.flatMap((each) =>
      ts.isPropertyAssignment(each) ? shownTexts(each.initializer) : [],
    )
  }
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
    return node.expression === undefined ? [] : shownTexts(node.expression)
  }

  return []
}

/** `title` beside a `slug` or in the options of Tenon names the field that names a record. */
function isFieldPath(node: ts.PropertyAssignment): boolean {
  const options = node.parent.parent
  const inOptions = ts.isPropertyAssignment(options) && nameOf(options.name) === 'tenon'
  const besideSlug = node.parent.properties.some(
    (each) => each.name !== undefined && nameOf(each.name) === 'slug',
  )

  return (
    nameOf(node.name) === 'title' &&
    (inOptions || besideSlug) &&
    ts.isStringLiteralLike(node.initializer) &&
    /^[a-z][\w.]*$/.test(node.initializer.text)
  )
}

function isChoice(kind: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.AmpersandAmpersandToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.PlusToken,
    ts.SyntaxKind.QuestionQuestionToken,
  ].includes(kind)
}

/** The texts between the tags of a template that builds HTML, with `HOLE` for its expressions. */
function htmlTexts(template: string): string[] {
  if (!MARKUP.test(template) || CODE.test(template)) {
    return []
  }
  const attributes = [...template.matchAll(SHOWN_IN_HTML)].map((match) => match[1] ?? '')
  const between = template.replace(NOT_SHOWN, HOLE).split(HOLE)

  return [...attributes, ...between].map((text) => text.trim())
}

function textOf(node: ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression): string {
  return ts.isNoSubstitutionTemplateLiteral(node)
    ? node.text
    : [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(HOLE)
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : ''
}
