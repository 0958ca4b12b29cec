// What the tests ask of a page. Runs in the page by way of Tab's eval.

const squeeze = (s) => (s || '').replace(/\s+/g, ' ').trim()
const seen = (el) => {
  const r = el.getBoundingClientRect()
  return r.width > 0 && r.height > 0 && getComputedStyle(el).visibility !== 'hidden'
}
const words = (el) => [squeeze(el.textContent), squeeze(el.innerText), squeeze(el.getAttribute('aria-label')), squeeze(el.value)]

function pressable(what) {
  const all = [...document.querySelectorAll('button, a[href], summary, label, input[type=submit]')]
  const found = all.filter((el) => words(el).includes(what) && (seen(el) || el.closest('.nhsuk-skip-link')))
  if (found.length) {
    const full = found.filter((el) => squeeze(el.textContent) === what)
    return full.length ? full : found
  }
  try { return [...document.querySelectorAll(what)] } catch { return [] }
}

function leadsAway(el) {
  const link = el.closest('a[href]')
  if (link) {
    const to = new URL(link.href, location.href)
    if (!/^https?:$/.test(to.protocol) || link.hasAttribute('download')) return false
    return !(to.hash && to.pathname === location.pathname && to.search === location.search)
  }
  const button = el.closest('button, input[type=submit]')
  return !!(button && button.type === 'submit' && button.form)
}

// place answers where to press, or why not.
function place(el) {
  el.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  const box = [...el.getClientRects()].find((r) => r.width > 0 && r.height > 0)
  if (!box) return { problem: 'it is not shown' }
  const x = box.left + box.width / 2
  const y = box.top + box.height / 2
  const top = document.elementFromPoint(x, y)
  const same = top && (el.contains(top) || top.contains(el) || (el.control && el.control === top) || (top.closest('label') || {}).control === el)
  if (!same) return { problem: `it lies under <${top ? top.tagName.toLowerCase() + ' class="' + top.className + '"' : 'nothing'}>` }
  return { x, y, away: leadsAway(el) }
}

function findToPress(what) {
  const found = pressable(what)
  if (found.length === 1) return place(found[0])
  if (found.length > 1) return { problem: `there are ${found.length} of it: ` + found.map((el) => `“${squeeze(el.textContent)}”`).join(', ') }
  const offer = [...document.querySelectorAll('button, a[href], summary')].filter(seen).map((el) => squeeze(el.textContent))
  return { problem: `there is none. The page offers: ${offer.join(' | ')}` }
}

const labelWords = (label) => squeeze(label.textContent.replace('(optional)', ''))

function controls(what) {
  const byLabel = [...document.querySelectorAll('label')].filter((l) => labelWords(l) === what && l.control).map((l) => l.control)
  if (byLabel.length) return byLabel
  const quoted = CSS.escape(what)
  const byName = [...document.querySelectorAll(`[name="${quoted}"], #${quoted}, [aria-label="${quoted}"]`)].filter((el) => el.type !== 'hidden')
  if (byName.length) return byName
  try { return [...document.querySelectorAll(what)] } catch { return [] }
}

function oneControl(what) {
  const found = controls(what)
  if (found.length === 1) return { el: found[0] }
  if (found.length > 1) return { problem: `there are ${found.length} of it` }
  return { problem: 'there is none. The page asks for: ' + [...document.querySelectorAll('label')].map(labelWords).join(' | ') }
}

function focusToFill(what) {
  const { el, problem } = oneControl(what)
  if (problem) return { problem }
  if (el.disabled || el.readOnly) return { problem: 'it cannot be changed' }
  el.scrollIntoView({ block: 'center', behavior: 'instant' })
  el.focus()
  el.select()
  return document.activeElement === el ? {} : { problem: 'it does not take the focus' }
}

function valueOf(what) {
  const { el, problem } = oneControl(what)
  return problem ? { problem } : { text: el.value }
}

function choose(what, option) {
  const { el, problem } = oneControl(what)
  if (problem) return { problem }
  const found = [...(el.options || [])].filter((o) => squeeze(o.textContent) === option || o.value === option)
  if (found.length !== 1) return { problem: `“${option}” is not one of: ` + [...(el.options || [])].map((o) => squeeze(o.textContent)).join(' | ') }
  el.value = found[0].value
  el.dispatchEvent(new Event('input', { bubbles: true }))
  el.dispatchEvent(new Event('change', { bubbles: true }))
  return {}
}

function findChoice(legend, label) {
  let inside = [document]
  if (legend) {
    inside = [...document.querySelectorAll('fieldset')].filter((f) => f.querySelector('legend') && labelWords(f.querySelector('legend')) === legend)
    if (inside.length !== 1) return { problem: `there are ${inside.length} groups “${legend}”` }
  }
  const found = [...inside[0].querySelectorAll('label')].filter((l) => labelWords(l) === label && l.control && /radio|checkbox/.test(l.control.type))
  if (found.length !== 1) {
    const offer = [...inside[0].querySelectorAll('label')].filter((l) => l.control && /radio|checkbox/.test(l.control.type)).map(labelWords)
    return { problem: `there are ${found.length} of it among: ${offer.join(' | ')}` }
  }
  return place(found[0])
}

function findMainSubmit() {
  const found = [...document.querySelectorAll('main button.nhsuk-button[type=submit]')]
    .filter((el) => seen(el) && !/--secondary|--small/.test(el.className))
  if (found.length !== 1) return { problem: `the page has ${found.length} main buttons` }
  return place(found[0])
}

function focused() {
  const el = document.activeElement
  if (!el || el === document.body) return ''
  const label = el.labels && el.labels[0]
  return squeeze(label ? labelWords(label) : el.getAttribute('aria-label') || el.innerText || el.textContent || el.name)
}

const focusedLeadsAway = () => {
  const el = document.activeElement
  return !!el && (leadsAway(el) || (el.tagName === 'INPUT' && !!el.form && !/radio|checkbox/.test(el.type)))
}

const bodyText = () => document.body.innerText
const pageHTML = () => document.documentElement.outerHTML
const pageTitle = () => document.title
const address = () => location.href
const count = (selector) => document.querySelectorAll(selector).length
const textOf = (selector) => {
  const found = document.querySelectorAll(selector)
  return found.length === 1 ? { text: squeeze(found[0].innerText) } : { problem: `there are ${found.length} of it` }
}

// sideways names what reaches past the right edge, "" when nothing does.
function sideways() {
  const room = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= room) return ''
  const past = [...document.body.querySelectorAll('*')]
    .filter((el) => el.getBoundingClientRect().right > room + 1 && getComputedStyle(el).position !== 'fixed')
    .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)
  const el = past[0]
  return `${document.documentElement.scrollWidth} px in ${room}: ` + (el ? el.outerHTML.slice(0, 200) : 'nothing to name')
}

// smallTargets lists what is smaller to tap than least, but for links in text.
function smallTargets(least) {
  return [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden]), textarea')]
    .filter((el) => {
      if (!seen(el) || el.closest('.nhsuk-skip-link, .nhsuk-u-visually-hidden')) return false
      if (el.tagName === 'A' && el.closest('p, dd, td, th, figcaption, small')) return false
      const boxes = [el, ...(/radio|checkbox/.test(el.type) ? el.labels : [])].map((e) => e.getBoundingClientRect())
      return boxes.every((box) => box.height < least - 0.5)
    })
    .map((el) => `${squeeze(el.textContent || el.name).slice(0, 40)} (${Math.round(el.getBoundingClientRect().width)} x ${Math.round(el.getBoundingClientRect().height)})`)
}

// How long this page took, in milliseconds, and how far its parts moved while it came.
async function timing() {
  let shift = 0
  const watch = new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) shift += e.value })
  watch.observe({ type: 'layout-shift', buffered: true })
  await new Promise((done) => setTimeout(done, 0))
  watch.disconnect()
  const [n] = performance.getEntriesByType('navigation')
  return { answered: Math.max(0, n.responseStart - n.requestStart), usable: n.loadEventEnd, shift }
}

async function runAxe(tags) {
  const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
  return found.violations.map((v) => ({
    id: v.id, impact: v.impact || '', help: v.help,
    nodes: v.nodes.map((n) => n.target.join(' ') + ' ' + n.html.slice(0, 160) + ' — ' + (n.any.concat(n.all, n.none)[0] || {}).message),
  }))
}
