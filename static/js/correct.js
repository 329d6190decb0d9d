// Moving a paragraph to another part without losing one's place: the tapped paragraph stays where it was on the screen.
// Without this file the form is an ordinary one, and the address leads back to the paragraph.
(function () {
  'use strict';

  var ROOM = 96;
  var kept = null;

  function formOf(event) {
    var config = event.detail.requestConfig;
    var element = config ? config.elt : event.detail.elt;
    return element && element.closest ? element.closest('form[data-correct]') : null;
  }

  // What moves: the ticked paragraphs, or all that the form names.
  function moved(form) {
    var ticked = form.querySelector('input[name="paragraph"]:checked');
    return ticked || form.querySelector('input[name="paragraph"]');
  }

  function within(top) {
    return Math.min(Math.max(top, ROOM), window.innerHeight - 2 * ROOM);
  }

  function trouble(form, sentence) {
    form.querySelector('[data-trouble]').textContent = sentence;
  }

  function on(name, act) {
    document.addEventListener(name, function (event) {
      var form = formOf(event);
      if (form) {
        act(form, event);
      }
    });
  }

  on('htmx:beforeRequest', function (form, event) {
    if (form.dataset.sending) {
      event.preventDefault();
    }
    form.dataset.sending = 'yes';
  });

  on('htmx:beforeSwap', function (form, event) {
    var xhr = event.detail.xhr;
    if (xhr.responseText.indexOf('data-alone') >= 0) {
      event.detail.shouldSwap = false;
      window.location.assign(xhr.responseURL);
    } else if (xhr.responseText.indexOf('id="main"') < 0) {
      event.detail.shouldSwap = false;
      delete form.dataset.sending;
      trouble(form, '服务器暂时没有应答，没有改动。请过一会儿再点一次。');
    } else {
      // What was not taken at first may be handed in by a tap: that leads to another page, which begins at its head.
      if (xhr.responseURL && new URL(xhr.responseURL).pathname !== window.location.pathname) {
        window.history.replaceState(null, '', xhr.responseURL);
        kept = { mark: '' };
        return;
      }
      var field = moved(form);
      var seen = field && field.type === 'checkbox' ? field.closest('label') : form;
      kept = { top: within(seen.getBoundingClientRect().top), mark: 'p' + (field ? field.value : '') };
    }
  });

  on('htmx:sendError', function (form) {
    delete form.dataset.sending;
    trouble(form, '网络断了，没有改动。连上以后再点一次。');
  });

  function arrive() {
    document.getElementById('main').focus({ preventScroll: true });
    window.scrollTo(0, 0);
    kept = null;
  }

  function stay() {
    var mark = document.getElementById(kept.mark);
    var row = mark && mark.closest('li');
    if (row) {
      window.scrollBy(0, mark.getBoundingClientRect().top - kept.top);
      row.setAttribute('tabindex', '-1');
      row.focus({ preventScroll: true });
    }
    kept = null;
  }

  document.addEventListener('htmx:afterSettle', function (event) {
    if (event.target.id === 'main' && kept) {
      window.setTimeout(kept.mark ? stay : arrive, 0);
    }
  });
}());
