'use client'

import { Copy } from 'lucide-react'
import { useState } from 'react'

import { Button } from '../../ui/Button.client.tsx'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'

/** A text to copy that is shown this one time. */
export function Secret({ label, value }: { label: string; value: string }) {
  const t = useTexts(settingsTexts)
  const [isCopied, setCopied] = useState(false)

  return (
    <div className="tenon-secret" role="status">
      <p className="tenon-set-field__label">{label}</p>
      <code className="tenon-secret__value">{value}</code>
      <Button
        onClick={() => {
          void navigator.clipboard.writeText(value).then(() => {
            setCopied(true)
          })
        }}
      >
        <Copy aria-hidden size={15} />
        {t(isCopied ? 'copied' : 'copy')}
      </Button>
    </div>
  )
}
