import js from '@eslint/js'
import vitest from '@vitest/eslint-plugin'
import prettier from 'eslint-config-prettier/flat'
import { importX } from 'eslint-plugin-import-x'
import jsdoc from 'eslint-plugin-jsdoc'
import perfectionist from 'eslint-plugin-perfectionist'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const CODED_ERRORS = [
  {
    message: "Throw a coded error from the module's errors.ts.",
    selector: "ThrowStatement > NewExpression[callee.name='Error']",
  },
]
const ERASABLE = [
  { message: 'Use a const object or a union of literals.', selector: 'TSEnumDeclaration' },
]

export default defineConfig(
  {
    ignores: [
      '**/node_modules',
      '**/.next',
      '.tenon',
      '.tenon-admin',
      'coverage',
      'dist',
      'dist-pack',
      'examples',
      'migrations',
      'next-env.d.ts',
      'src/app/**/importMap.js',
      '*.config.*',
      '.dependency-cruiser.mjs',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX, jsdoc, perfectionist },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      curly: ['error', 'all'],
      'import-x/no-default-export': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...CODED_ERRORS, ...ERASABLE],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
      'perfectionist/sort-imports': [
        'error',
        {
          groups: [
            'side-effect',
            'builtin',
            'external',
            'internal',
            ['parent', 'sibling', 'index'],
          ],
          internalPattern: ['^tenon/'],
          newlinesBetween: 'ignore',
          type: 'natural',
        },
      ],
      'perfectionist/sort-named-imports': ['error', { type: 'natural' }],
    },
  },
  {
    // every exported thing says in one sentence what it promises
    files: ['src/**/*.ts', 'plugins/**/*.ts', 'collections/**/*.ts'],
    ignores: ['**/*.spec.ts', 'src/app/**'],
    rules: {
      'jsdoc/no-types': 'error',
      'jsdoc/require-description': 'error',
      'jsdoc/require-jsdoc': [
        'error',
        {
          contexts: [
            'ExportNamedDeclaration > TSTypeAliasDeclaration',
            'ExportNamedDeclaration > VariableDeclaration',
          ],
          publicOnly: true,
          require: {
            ArrowFunctionExpression: true,
            ClassDeclaration: true,
            FunctionDeclaration: true,
          },
        },
      ],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // types that plugins merge into must be interfaces
    files: ['**/events.ts', 'src/events/types.ts'],
    rules: { '@typescript-eslint/consistent-type-definitions': 'off' },
  },
  { files: ['**/*.tsx'], ...reactHooks.configs.flat.recommended },
  { files: ['**/*.spec.ts'], ...vitest.configs.recommended },
  {
    files: ['**/*.spec.ts'],
    rules: {
      'vitest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] },
      ],
    },
  },
  {
    files: ['src/kernel/errors/**', 'src/launcher/bin/**', 'tests/**', 'bench/**'],
    rules: { 'no-restricted-syntax': ['error', ...ERASABLE] },
  },
  {
    // Next finds its pages and Tenon its configuration by their default export
    files: ['src/app/**', 'src/main/payload.config.ts', 'src/main/tenon.config.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    // commands speak to a terminal; measurements to standard output
    files: ['bin/**', 'scripts/**', 'bench/**', 'src/main/cli/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        Buffer: false,
        console: false,
        process: false,
        setTimeout: false,
        clearTimeout: false,
        URL: false,
      },
    },
  },
  {
    // scripts run on the system's Node, before anything is installed, and may only use the platform
    files: ['bin/**', 'scripts/**', 'tests/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  prettier,
)
