"""The life of a document in the window: what it holds, where it is kept, and that nothing of it is lost.

============  =================================================================================
module        what it does
============  =================================================================================
desk          saves, opens, begins anew; knows whether there are unsaved changes
contents      from what stands in the window to a document, and back
workspaces    how the workspaces do that
saving        writes the document to its file
shelf         reads documents
changes       hears of everything that a person would lose
openable      which files can be opened, and what each of them becomes
recent        the files that were opened or saved last
file_dialogs  the desktop's dialogs for files
dropping      a file that is dragged onto the window
recovery      copies that survive a crash
copy_keeper   makes them, and takes them away again
recovering, recovery_offer
              what a crash has left behind is offered again
question      what a person is asked
============  =================================================================================
"""
