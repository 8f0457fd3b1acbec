-- Pandoc's document with its words in runs: a tenth of the size. Formulas become the text that a reader can take in.
local breaks = {Space = " ", SoftBreak = "\n"}

function Math(math)
  math.text = math.text:gsub("^%s*{\\displaystyle%s*(.*)}%s*$", "%1")
  math.text = math.text:gsub("([^\\])\\%s*$", "%1")  -- half a space at the end
  local text = pandoc.write(pandoc.Pandoc({pandoc.Para({math})}), "plain", {wrap_text = "none"})
  text = text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
  return pandoc.Span({pandoc.Str(text)}, pandoc.Attr("", {"edition-formula"}))
end

function Inlines(inlines)
  local made = pandoc.Inlines({})
  for _, one in ipairs(inlines) do
    local text = one.t == "Str" and one.text or breaks[one.t]
    local last = made[#made]
    if text and last and last.t == "Str" then
      last.text = last.text .. text
    elseif text then
      made:insert(pandoc.Str(text))
    else
      made:insert(one)
    end
  end
  return made
end
