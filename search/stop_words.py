"""Words that say nothing of what is looked for, question words among them.

They are compared before accents go: "à" is one, and the "thé" of a title is not the English "the".
"""

STOP_WORDS = {
    "fr": frozenset(
        """
        à a ai ainsi alors as au aucun aucune aussi autre autres aux avec avoir bien c ce ceci
        cela celle celles celui ces cet cette ceux chez ci combien comme comment d dans de
        depuis des donc dont du elle elles en encore entre es est et être etre eu eux fait faire
        faut il ils j je jusque la là laquelle le lequel les lesquelles lesquels leur leurs
        lorsque lui m ma mais me même meme mêmes memes mes moi mon n ne ni non nos notre nous on
        ont ou où par parce pas peut peuvent plus pour pourquoi puis qu quand que quel quelle
        quelles quels qui quoi s sa sans se ses si soi son sont sous suis sur t ta te tes toi
        ton tous tout toute toutes très tres tu un une vers veut veux voici voilà voila vos
        votre vous y
        """.split()
    ),
    "en": frozenset(
        """
        a an and are as at be by can do does for from has have how i if in into is it its my no
        not of on or our should that the their them then there these they this to was we what
        when where which who why will with you your
        """.split()
    ),
    "ar": frozenset(
        """
        في من على إلى عن مع هذا هذه ذلك التي الذي و أو ثم لا ما هل كيف أين متى لماذا
        """.split()
    ),
}
