'use client'

import { Link } from '@payloadcms/ui'
import { usePathname } from 'next/navigation.js'
import type { ReactNode } from 'react'

import { isAt } from './places.ts'

/** A place of the navigation, marked where the reader is. */
export function NavLink({ icon, label, place }: { icon: ReactNode; label: string; place: string }) {
  const pathname = usePathname()
  const isHere = isAt(pathname, place)

  return (
    <li>
      <Link
        aria-current={isHere ? 'page' : undefined}
        className="tenon-nav__link"
        href={place}
        prefetch={false}
      >
        {icon}
        <span>{label}</span>
      </Link>
    </li>
  )
}
