import { integer, relation, row, target, text } from 'tenon/fields'
import { defineCollection } from 'tenon/plugin'

import { labelOf } from '../translations/index.ts'

/** A file that hangs on a record. Its bytes come and go by `/api/attachments/…`, never by this collection's forms. */
export const Attachments = defineCollection({
  defaultSort: '-createdAt',
  fields: [
    text({
      index: true,
      label: labelOf('attachments.fileName'),
      name: 'fileName',
      personal: true,
      required: true,
    }),
    target({ label: labelOf('attachments.target'), name: 'target', required: true }),
    row(
      text({
        label: labelOf('attachments.mediaType'),
        name: 'mediaType',
        protected: true,
        required: true,
      }),
      integer({
        label: labelOf('attachments.size'),
        name: 'size',
        protected: true,
        required: true,
      }),
    ),
    row(
      integer({ label: labelOf('attachments.width'), name: 'width', protected: true }),
      integer({ label: labelOf('attachments.height'), name: 'height', protected: true }),
    ),
    text({
      label: labelOf('attachments.sha256'),
      maxLength: 64,
      name: 'sha256',
      protected: true,
      required: true,
      sidebar: true,
    }),
    text({
      index: true,
      label: labelOf('attachments.storageKey'),
      maxLength: 64,
      name: 'storageKey',
      protected: true,
      required: true,
      sidebar: true,
      unique: true,
    }),
    relation({
      label: labelOf('attachments.uploadedBy'),
      name: 'uploadedBy',
      protected: true,
      relationTo: 'users',
      sidebar: true,
    }),
  ],
  icon: 'paperclip',
  indexes: [['target', 'createdAt desc', 'id desc']],
  labels: { plural: labelOf('attachments.plural'), singular: labelOf('attachments.singular') },
  listColumns: ['fileName', 'target', 'mediaType', 'size', 'uploadedBy', 'createdAt'],
  ownerField: 'uploadedBy',
  searchFields: ['fileName'],
  slug: 'attachments',
  title: 'fileName',
})
