/** A request body as Payload's screens post a document: a multipart form with `_payload`. */
export function formOf(document: Record<string, unknown> | string): {
  body: string
  headers: Record<string, string>
} {
  const boundary = 'tenon-form-boundary'
  const text = typeof document === 'string' ? document : JSON.stringify(document)

  return {
    body: `--${boundary}\r\ncontent-disposition: form-data; name="_payload"\r\n\r\n${text}\r\n--${boundary}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
