public static class Limits { public const int LinkHours = 72; }
