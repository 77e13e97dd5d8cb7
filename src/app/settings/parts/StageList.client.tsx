'use client'

import type { DragEndEvent } from '@dnd-kit/core'
import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { useTranslation } from '@payloadcms/ui'
import { GripVertical } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'

import { labelText } from '../../format/labelText.ts'
import { Button } from '../../ui/Button.client.tsx'
import { callApi } from '../../ui/callApi.ts'
import { Confirm } from '../../ui/Confirm.client.tsx'
import { uiTexts } from '../../ui/translations/index.ts'
import { useTexts } from '../../ui/useTexts.client.ts'
import { settingsTexts } from '../translations/index.ts'
import { Chip } from './Card.tsx'
import { StageDialog } from './StageDialog.client.tsx'
import type { PipelineFacts, Stage } from './stages.ts'
import { newPlaces } from './stages.ts'
import { useAct } from './useAct.client.ts'

const KINDS = { lost: 'bad', open: 'plain', won: 'good' } as const

/** The stages of a pipeline, put into another order by mouse, by touch or by the arrow keys. */
export function StageList({ facts, stages }: { facts: PipelineFacts; stages: readonly Stage[] }) {
  const ui = useTexts(uiTexts)
  const id = useId()
  const router = useRouter()
  const { act, isBusy } = useAct()
  const [order, setOrder] = useState(stages)
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const move = async ({ active, over }: DragEndEvent) => {
    const from = order.findIndex((stage) => stage.id === active.id)
    const to = order.findIndex((stage) => stage.id === over?.id)
    if (from < 0 || to < 0 || from === to) {
      return
    }
    const next = arrayMove([...order], from, to)
    setOrder(next)
    const isSaved = await act(async () => {
      for (const { order: place, stage } of newPlaces(next)) {
        await callApi('PATCH', `/api/stages/${stage.id}`, { order: place, version: stage.version })
      }
    }, ui('saved'))
    if (!isSaved) {
      setOrder(stages)
    }
    router.refresh()
  }

  return (
    <DndContext
      collisionDetection={closestCenter}
      id={id}
      onDragEnd={(event) => void move(event)}
      sensors={sensors}
    >
      <SortableContext
        items={order.map((stage) => stage.id)}
        strategy={verticalListSortingStrategy}
      >
        <ol className="tenon-stages">
          {order.map((stage) => (
            <StageRow facts={facts} isBusy={isBusy} key={stage.id} stage={stage} />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  )
}

function StageRow(props: { facts: PipelineFacts; isBusy: boolean; stage: Stage }) {
  const { facts, isBusy, stage } = props
  const t = useTexts(settingsTexts)
  const ui = useTexts(uiTexts)
  const { i18n } = useTranslation()
  const router = useRouter()
  const { act } = useAct()
  const [isEditing, setEditing] = useState(false)
  const name = labelText(stage.name, i18n.language)
  const { attributes, isDragging, listeners, setNodeRef, transform, transition } = useSortable({
    disabled: isBusy,
    id: stage.id,
  })

  return (
    <li
      className={`tenon-stages__row${isDragging ? ' tenon-stages__row--dragged' : ''}`}
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        {...attributes}
        {...listeners}
        aria-label={t('stages.move', { name })}
        className="tenon-icon-button tenon-stages__handle"
        type="button"
      >
        <GripVertical aria-hidden size={16} />
      </button>
      <span className="tenon-stages__name">{name}</span>
      <Chip look={KINDS[stage.kind]}>{t(`stages.${stage.kind}`)}</Chip>
      <span className="tenon-figure">
        {stage.probability === null ? '—' : `${stage.probability} %`}
      </span>
      <span className="tenon-row__acts">
        <Button
          onClick={() => {
            setEditing(true)
          }}
        >
          {ui('edit')}
        </Button>
        {facts.may.delete ? (
          <Confirm
            heading={t('stages.removeHeading', { name })}
            label={t('remove')}
            onConfirm={() =>
              void act(async () => {
                await callApi('DELETE', `/api/stages/${stage.id}`)
                router.refresh()
              }, t('stages.removed'))
            }
            text={t('stages.removeText')}
          />
        ) : null}
      </span>
      {isEditing ? (
        <StageDialog
          facts={facts}
          onClose={() => {
            setEditing(false)
          }}
          pipelineId={stage.pipeline}
          stage={stage}
        />
      ) : null}
    </li>
  )
}
