// Keeps the hall's pages live: one tiny question a second or two, and a page that fetches itself anew only when
// somebody has done a step. What is being typed is saved first and never replaced.
(function () {
  'use strict';

  var EVERY = 1500;
  var FETCH_WITHIN = 8000;
  var LOST_AFTER = 3;
  var misses = 0;
  var dirty = false;
  var stepping = null;

  function one(selector, root) {
    return (root || document).querySelector(selector);
  }

  function live() {
    return one('[data-token]');
  }

  function showLost() {
    var line = one('[data-lost]');
    if (line) {
      line.hidden = misses < LOST_AFTER;
    }
  }

  function take(answer) {
    var type = answer.headers.get('Content-Type') || '';
    if (answer.status === 404 || (answer.ok && type.indexOf('json') < 0)) {
      if (!dirty) {
        window.location.reload(); // stopped, or logged out: the server says so in words
      }
      throw new Error('gone');
    }
    if (!answer.ok) {
      throw new Error('busy');
    }
    return answer.json();
  }

  function ask() {
    var element = live();
    var sent = performance.now();
    var stop = new AbortController();
    var timer = window.setTimeout(function () { stop.abort(); }, FETCH_WITHIN);
    // Asking keeps nobody logged in: a step in the hall does, by whomever, for it makes the page fetch itself anew.
    return fetch(element.dataset.token, {cache: 'no-store', signal: stop.signal, headers: {'X-Watching': '1'}})
      .then(take)
      .then(function (token) {
        window.meetingClock.learn(token.now, sent, performance.now());
        misses = 0;
        var shown = live();
        if (shown && String(token.beat) !== shown.dataset.beat && !stepping) {
          window.htmx.trigger(shown, 'beat');
        }
      })
      .catch(function () { misses += 1; })
      .then(function () {
        window.clearTimeout(timer);
        showLost();
      });
  }

  function loop() {
    if (live()) {
      ask().then(function () { window.setTimeout(loop, EVERY); });
    }
  }

  function commentForm() {
    return one('form[data-comment]');
  }

  // The comment box follows the stage, unless somebody has opened another's on purpose or has not saved yet.
  function follow() {
    var stage = one('#stage');
    var note = one('#note');
    var wanders = !/\/desk\/$/.test(window.location.pathname);
    if (!stage || !note || wanders || dirty || !stage.dataset.current || note.dataset.speech === stage.dataset.current) {
      return;
    }
    window.htmx.ajax('GET', window.location.pathname, {target: '#note', select: '#note', swap: 'outerHTML'});
  }

  // A step waits for what is still unsaved; where saving fails the hall goes on and the text stays in its box.
  function saveFirst(event) {
    var form = event.target.closest ? event.target.closest('form[data-step]') : null;
    if (!form) {
      return;
    }
    if (stepping) {
      event.preventDefault();
      return;
    }
    stepping = form;
    if (dirty && commentForm()) {
      event.preventDefault();
      document.addEventListener('meeting:settled', function () { event.detail.issueRequest(true); }, {once: true});
      window.htmx.trigger(commentForm(), 'save');
    }
  }

  document.addEventListener('input', function (event) {
    dirty = dirty || Boolean(event.target.closest('form[data-comment]'));
  });

  document.addEventListener('htmx:confirm', saveFirst);

  // Who asked: the event itself is told to the body where a swap has taken the asking element away meanwhile.
  function asker(event) {
    return event.detail.requestConfig ? event.detail.requestConfig.elt : event.detail.elt;
  }

  document.addEventListener('htmx:afterRequest', function (event) {
    var element = asker(event);
    if (element.matches('form[data-comment]')) {
      document.dispatchEvent(new Event('meeting:settled'));
    } else if (element.matches('form[data-step]')) {
      stepping = null;
    }
  });

  document.addEventListener('htmx:beforeRequest', function (event) {
    if (asker(event).matches('form[data-comment]')) {
      dirty = false;
    }
  });

  ['htmx:sendError', 'htmx:responseError', 'htmx:timeout'].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (asker(event).matches('form[data-comment]')) {
        dirty = true;
      }
    });
  });

  document.addEventListener('htmx:afterSwap', function () {
    var marks = one('#marks');
    dirty = dirty || Boolean(marks && !marks.dataset.saved);
    window.meetingClock.draw();
    follow();
  });

  window.addEventListener('beforeunload', function (event) {
    if (dirty) {
      event.preventDefault();
      event.returnValue = '';
    }
  });

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', loop);
  } else {
    loop();
  }
}());
