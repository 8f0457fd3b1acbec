-- For the second reader: words only, without what writers draw around them.
function Image() return {} end
function SmallCaps(one) return one.content end
-- A note that several marks cite is one note.
local cited = {}
function Note(note)
  local first = note.content[1] and note.content[1].content and note.content[1].content[1]
  local name = first and first.t == "Span" and first.attributes.note
  if name and cited[name] then return {} end
  if name then cited[name] = true end
end
function Figure(one) return one.content .. one.caption.long end
