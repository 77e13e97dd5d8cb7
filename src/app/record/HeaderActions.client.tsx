'use client'

import { toast, useRouteTransition } from '@payloadcms/ui'
import { Ellipsis, Link2, Pencil, Printer, RotateCcw, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation.js'
import { DropdownMenu } from 'radix-ui'

import { Button } from '../ui/Button.client.tsx'
import { callApi } from '../ui/callApi.ts'
import { useTexts } from '../ui/useTexts.client.ts'
import { complain } from './complain.client.ts'
import { useRecordState } from './RecordContext.client.tsx'
import { recordPath } from './recordPath.ts'
import { recordTexts } from './translations/index.ts'
import { isLive } from './useRecord.client.ts'

const ICON = 16

/** The acts on the whole record: all its fields, its address, paper, the trash. */
export function HeaderActions() {
  const t = useTexts(recordTexts)
  const { data, isOpen } = useRecordState()
  const { collection, doc } = data
  const path = recordPath(collection.slug, doc.id)
  const copy = () => {
    void navigator.clipboard.writeText(window.location.origin + path).then(() => {
      toast.success(t('actions.copied'))
    })
  }

  return (
    <div className="tenon-record__actions">
      {isOpen ? (
        <a className="tenon-button" href={`${path}/form`}>
          <Pencil aria-hidden size={ICON} />
          {t('actions.editAll')}
        </a>
      ) : null}
      <DropdownMenu.Root>
        <DropdownMenu.Trigger aria-label={t('actions.moreActions')} className="tenon-button">
          <Ellipsis aria-hidden size={ICON} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content align="end" className="tenon-popover" sideOffset={4}>
            <DropdownMenu.Item className="tenon-record-menu__item" onSelect={copy}>
              <Link2 aria-hidden size={ICON} />
              {t('actions.copyLink')}
            </DropdownMenu.Item>
            <DropdownMenu.Item
              className="tenon-record-menu__item"
              onSelect={() => {
                // The menu must be gone from the paper.
                setTimeout(() => {
                  window.print()
                }, 150)
              }}
            >
              <Printer aria-hidden size={ICON} />
              {t('actions.print')}
            </DropdownMenu.Item>
            <TrashItem />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {isLive(doc) ? null : <RestoreButton />}
    </div>
  )
}

function TrashItem() {
  const t = useTexts(recordTexts)
  const router = useRouter()
  const { startRouteTransition } = useRouteTransition()
  const { data } = useRecordState()
  const { collection, doc, may } = data
  if (!may.delete || !collection.trash || !isLive(doc)) {
    return null
  }
  const address = `/api/${collection.slug}/${doc.id}`
  const undo = async () => {
    await callApi('PATCH', address, { deletedAt: null })
    toast.success(t('actions.restored'))
    startRouteTransition(() => {
      router.push(recordPath(collection.slug, doc.id))
    })
  }
  const trash = async () => {
    await callApi('DELETE', address)
    toast.success(t('actions.trashed'), {
      action: { label: t('undo'), onClick: () => void undo().catch(complain) },
      duration: 10_000,
    })
    startRouteTransition(() => {
      router.push(`/admin/collections/${collection.slug}`)
    })
  }

  return (
    <DropdownMenu.Item
      className="tenon-record-menu__item tenon-record-menu__item--danger"
      onSelect={() => {
        trash().catch(complain)
      }}
    >
      <Trash2 aria-hidden size={ICON} />
      {t('actions.trash')}
    </DropdownMenu.Item>
  )
}

function RestoreButton() {
  const t = useTexts(recordTexts)
  const { data, reload } = useRecordState()
  if (!data.may.delete) {
    return null
  }
  const restore = async () => {
    await callApi('PATCH', `/api/${data.collection.slug}/${data.doc.id}`, { deletedAt: null })
    toast.success(t('actions.restored'))
    reload()
  }

  return (
    <Button
      look="primary"
      onClick={() => {
        restore().catch(complain)
      }}
    >
      <RotateCcw aria-hidden size={ICON} />
      {t('actions.restore')}
    </Button>
  )
}
