type Team = { id: string; name: string; parent: null | string }

/** The teams in the order of a tree, each with how deep it stands; teams in a circle come last, at the top. */
export function teamTree<T extends Team>(teams: readonly T[]): { depth: number; team: T }[] {
  const ids = new Set(teams.map(({ id }) => id))
  const seen = new Set<string>()
  const below = (parent: null | string, depth: number): { depth: number; team: T }[] =>
    teams
      .filter((team) => !seen.has(team.id) && parentOf(team, ids) === parent)
      .flatMap((team) => {
        seen.add(team.id)

        return [{ depth, team }, ...below(team.id, depth + 1)]
      })
  const rows = below(null, 0)

  return [...rows, ...teams.filter(({ id }) => !seen.has(id)).map((team) => ({ depth: 0, team }))]
}

function parentOf({ parent }: Team, ids: ReadonlySet<string>): null | string {
  return parent !== null && ids.has(parent) ? parent : null
}
