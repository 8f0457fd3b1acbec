-- For the second reader: words only, without what writers draw around them.
function Image() return {} end
function SmallCaps(one) return one.content end
function Figure(one) return one.content .. one.caption.long end
