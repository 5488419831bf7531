module Limits
  LINK_TTL = 2.days
end
