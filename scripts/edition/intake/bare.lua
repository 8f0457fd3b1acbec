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
-- The cells of a table one after another, as its rows have them: drawn side by side, their lines would mix.
function Table(one)
  local made = pandoc.Blocks({})
  made:extend(one.caption.long)
  local parts = {one.head.rows}
  for _, body in ipairs(one.bodies) do
    parts[#parts + 1] = body.head
    parts[#parts + 1] = body.body
  end
  parts[#parts + 1] = one.foot.rows
  for _, rows in ipairs(parts) do
    for _, row in ipairs(rows) do
      for _, cell in ipairs(row.cells) do made:extend(cell.contents) end
    end
  end
  return made
end
