// What Weft's pages gain where scripts run. Every page works without this file:
// it keeps drafts, stops double sending, counts, copies, and moves the focus.
// It is served behind nhsuk.js in one file, so `nhsuk` is in scope.

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
nhsuk.createAll(nhsuk.Checkboxes)
nhsuk.createAll(nhsuk.PasswordInput)
nhsuk.createAll(nhsuk.SkipLink)

const each = (selector, start) => document.querySelectorAll(selector).forEach(start)

function quietly(tag, className, after, attributes = {}) {
  const el = document.createElement(tag)
  el.className = className
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value)
  after.after(el)
  return el
}

/* A question that only one answer asks for. */

each('[data-reveals]', (input) => {
  const more = document.getElementById(input.dataset.reveals)
  const hidden = [...more.classList].find((name) => name.endsWith('--hidden')) || `nhsuk-${input.type === 'radio' ? 'radios' : 'checkboxes'}__conditional--hidden`
  const show = () => more.classList.toggle(hidden, !input.checked)
  document.addEventListener('change', (event) => { if (event.target.name === input.name) show() })
  window.addEventListener('pageshow', show)
  show()
})

/* Focus: problems first, else the news of the step before. */

const first = document.querySelector('[data-weft-focus]')
if (first) first.focus()

each('.nhsuk-error-summary__list a', (link) => link.addEventListener('click', (event) => {
  const field = document.getElementById(link.hash.slice(1))
  if (!field) return
  event.preventDefault()
  const group = field.closest('.nhsuk-form-group')
  ;(group || field).scrollIntoView()
  field.focus({ preventScroll: true })
}))

/* Drafts. */

const SAVE_EVERY = 5000
const SPEAK_EVERY = 10000
const clockTime = (date) => `${date.getHours()}.${String(date.getMinutes()).padStart(2, '0')}`

function autosave(form) {
  const status = form.querySelector('[data-autosave-status]')
  let timer = 0
  let dirty = false
  let sent = false
  let spoken = 0
  let lastKind = ''

  // Good news at most every ten seconds; a change for the worse at once.
  const say = (kind, text) => {
    const now = Date.now()
    if (!status || (kind === lastKind && now - spoken < SPEAK_EVERY)) return
    if (kind === 'kept' && lastKind === 'kept' && status.textContent === text) return
    spoken = now
    lastKind = kind
    status.textContent = text
  }

  const fields = () => {
    const data = new FormData(form)
    const out = new URLSearchParams()
    for (const [name, value] of data) {
      const input = form.elements[name]
      if (typeof value === 'string' && !(input && input.type === 'password')) out.append(name, value)
    }
    return out
  }

  const save = async (leaving) => {
    clearTimeout(timer)
    timer = 0
    if (!dirty || sent) return
    dirty = false
    let answer
    try {
      answer = await fetch(form.dataset.autosave, {
        method: 'POST', body: fields(), credentials: 'same-origin', redirect: 'manual', keepalive: leaving === true,
      })
    } catch {
      answer = null
    }
    if (sent) return
    if (answer && answer.ok) {
      say('kept', `Draft kept, ${clockTime(new Date())}`)
      return
    }
    dirty = true
    if (answer && (answer.status === 401 || answer.type === 'opaqueredirect')) {
      say('signed-out', 'Sign in again; your words are kept on this page')
    } else {
      say('failed', 'Not kept yet; your words are on this page. We will try again.')
    }
    later()
  }

  const later = () => {
    if (!timer && !sent) timer = setTimeout(save, SAVE_EVERY)
  }

  const change = () => { dirty = true; later() }
  form.addEventListener('input', change)
  form.addEventListener('change', change)
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    sent = true
    clearTimeout(timer)
    timer = 0
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save(true)
  })
  window.addEventListener('pageshow', (event) => { if (event.persisted) sent = false })
}

/* A form is sent once. It opens again when the page comes back or nothing happened. */

const SENT_FOR = 8000

function once(form) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = 'yes'
    setTimeout(() => delete form.dataset.sent, SENT_FOR)
  })
}

each('form[method=post]', once)
each('form[data-autosave]', autosave)

window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  each('form[data-sent]', (form) => delete form.dataset.sent)
  // Back after signing out must not show the last person's page.
  const signedOut = /(^|; )weft_out=1/.test(document.cookie)
  if (signedOut && document.querySelector('.weft-account')) location.reload()
})

/* Characters left: shown at once, spoken when the typing pauses. */

each('[data-count]', (group) => {
  const max = Number(group.dataset.count)
  const area = group.querySelector('textarea')
  const info = group.querySelector('.weft-count')
  const spoken = quietly('div', 'nhsuk-u-visually-hidden', info, { role: 'status' })
  const shown = quietly('div', 'nhsuk-hint', info, { 'aria-hidden': 'true' })
  info.classList.add('nhsuk-u-visually-hidden')
  let pause = 0
  const words = () => {
    const left = max - area.value.length
    const n = Math.abs(left)
    return `You have ${n} character${n === 1 ? '' : 's'} ${left < 0 ? 'too many' : 'left'}`
  }
  const show = () => {
    shown.textContent = words()
    shown.classList.toggle('nhsuk-error-message', area.value.length > max)
  }
  area.addEventListener('input', () => {
    show()
    clearTimeout(pause)
    pause = setTimeout(() => { spoken.textContent = words() }, 1000)
  })
  show()
})

/* Copy to another system. */

each('[data-copy]', (block) => {
  const button = block.querySelector('button')
  const area = block.querySelector('textarea')
  const news = block.querySelector('[role=status]')
  button.hidden = false
  button.addEventListener('click', async () => {
    let done = false
    try {
      await navigator.clipboard.writeText(area.value)
      done = true
    } catch {
      area.select()
      done = document.execCommand('copy')
    }
    news.textContent = done ? 'Copied' : 'Not copied. Select the text and copy it yourself.'
  })
})

/* A menu closes with Escape and when attention goes elsewhere. */

each('[data-weft-menu]', (menu) => {
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    menu.open = false
    menu.querySelector('summary').focus()
  })
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false
  })
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false
  })
})
